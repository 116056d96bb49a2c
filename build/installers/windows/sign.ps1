# Signs files with the certificate in $env:CERTIFICATE (a .pfx file in base64) and $env:PASSWORD.
param([Parameter(Mandatory, ValueFromRemainingArguments)][string[]]$Files)
$ErrorActionPreference = 'Stop'

$pfx = Join-Path $env:RUNNER_TEMP 'certificate.pfx'
$kits = Join-Path ${env:ProgramFiles(x86)} 'Windows Kits\10\bin'
$signtool = Get-ChildItem "$kits\*\x64\signtool.exe" | Sort-Object FullName | Select-Object -Last 1
try {
    [IO.File]::WriteAllBytes($pfx, [Convert]::FromBase64String($env:CERTIFICATE))
    # The time stamp keeps the signature good after the certificate has run out.
    & $signtool.FullName sign /fd SHA256 /td SHA256 /tr http://timestamp.digicert.com `
        /d 'SP Desk' /f $pfx /p $env:PASSWORD $Files
    if ($LASTEXITCODE -ne 0) { throw "signtool ended with $LASTEXITCODE." }
    & $signtool.FullName verify /pa $Files
    if ($LASTEXITCODE -ne 0) { throw "The signature does not hold." }
} finally {
    Remove-Item $pfx -ErrorAction SilentlyContinue
}

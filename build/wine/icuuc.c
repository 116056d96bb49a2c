/*
 * A stand-in for icuuc.dll, which Windows 10 has and Wine has not. It is laid into the trial's
 * Windows only, and never into a bundle.
 *
 * Qt6Core takes these functions from it for encodings that it does not know by itself. Here no
 * converter can be opened, and what could only be called with an open one fails.
 */

#define EXPORT __declspec(dllexport)

enum { FILE_ACCESS_ERROR = 4, UNSUPPORTED_ERROR = 16 };

/* Of what is called with an open converter only: nothing is read, the status says no. */
#define REFUSE(name, ...) EXPORT void name(__VA_ARGS__, int *status) { if (status) *status = UNSUPPORTED_ERROR; }

EXPORT void *ucnv_open(const char *name, int *status)
{
    if (status)
        *status = FILE_ACCESS_ERROR;
    return 0;
}

EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT const char *ucnv_getAvailableName(int number) { return 0; }

EXPORT const char *ucnv_getName(const void *converter, int *status)
{
    if (status)
        *status = UNSUPPORTED_ERROR;
    return 0;
}

EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, int *status)
{
    if (status)
        *status = UNSUPPORTED_ERROR;
    return 0;
}

EXPORT int ucnv_fromUCountPending(const void *converter, int *status)
{
    if (status)
        *status = UNSUPPORTED_ERROR;
    return -1;
}

EXPORT int ucnv_toUCountPending(const void *converter, int *status)
{
    return ucnv_fromUCountPending(converter, status);
}

EXPORT signed char ucnv_getMaxCharSize(const void *converter) { return 1; }
EXPORT void ucnv_close(void *converter) { }
EXPORT void ucnv_reset(void *converter) { }

EXPORT void ucnv_getToUCallBack(const void *converter, void **action, const void **context)
{
    *action = 0;
    *context = 0;
}

EXPORT void ucnv_getFromUCallBack(const void *converter, void **action, const void **context)
{
    ucnv_getToUCallBack(converter, action, context);
}

REFUSE(ucnv_setToUCallBack, void *c, void *new, const void *context, void **old, const void **before)
REFUSE(ucnv_setFromUCallBack, void *c, void *new, const void *context, void **old, const void **before)
REFUSE(ucnv_fromUnicode, void *c, char **to, const char *end, const void **from, const void *last, int *offsets, signed char flush)
REFUSE(ucnv_toUnicode, void *c, void **to, const void *end, const char **from, const char *last, int *offsets, signed char flush)
REFUSE(ucnv_cbFromUWriteUChars, void *arguments, const void **from, const void *last, int offset)
REFUSE(ucnv_cbToUWriteUChars, void *arguments, const void *from, int length, int offset)

/* These two are handed over as values and never called without a converter. */
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}

int __stdcall DllMainCRTStartup(void *module, unsigned reason, void *reserved)
{
    return 1;
}

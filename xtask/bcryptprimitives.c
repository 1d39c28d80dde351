/* Stands in for bcryptprimitives.dll, which Wine has only since version 9: without it no program that
 * Rust makes for Windows starts. Rust's library takes its random numbers from ProcessPrng. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom, in advapi32. */

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T left) {
    while (left) {
        ULONG some = left > 0x10000000 ? 0x10000000 : (ULONG)left;
        if (!SystemFunction036(bytes, some)) return FALSE;
        bytes += some;
        left -= some;
    }
    return TRUE;
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD why, LPVOID reserved) {
    (void)self, (void)why, (void)reserved;
    return TRUE;
}

package dev.atelier.generator.runtime;

import com.sun.jna.Function;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;

/**
 * The C library's heap, where the numerics keep their arrays. glibc keeps what is freed for the next allocation: a process
 * that saw many model versions grew from 310 to 780 MiB. Its variable MALLOC_TRIM_THRESHOLD_ helps as well, but then every
 * larger array is mapped anew, which cost a third of the pictures a second.
 */
public final class NativeHeap {
    private NativeHeap() {}

    /** Gives freed memory back to the system, which takes some 10 ms; does nothing where the C library has no such call. */
    public static void trim() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            Function.getFunction(Platform.C_LIBRARY_NAME, "malloc_trim").invokeInt(new Object[] {new NativeLong(0)});
        } catch (UnsatisfiedLinkError absent) {
            // Another C library: musl, for one, gives freed memory back by itself.
            return;
        }
    }
}

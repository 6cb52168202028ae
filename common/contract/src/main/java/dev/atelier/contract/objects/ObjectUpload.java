package dev.atelier.contract.objects;

import java.io.OutputStream;

/**
 * An object that is being written. It exists once {@link #complete} returns; one that is closed before leaves nothing. For
 * one thread. Every call may throw {@link StoreUnavailableException} or {@link StoreRefusedException}, and none an {@link
 * java.io.IOException}.
 */
public abstract class ObjectUpload extends OutputStream {
    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public abstract void write(byte[] bytes, int offset, int length);

    /** Makes the object of what was written, over an older one of the same key. */
    public abstract void complete();

    /** Gives up what is not complete. */
    @Override
    public abstract void close();
}

package dev.atelier.trainer.datasets.sources;

import dev.atelier.trainer.datasets.DataSetException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads no more of a zip entry than its header promises: what goes on behind that is there to fill the memory. */
final class LimitedStream extends FilterInputStream {

    private final String what;
    private final long limit;
    private long read;

    /** @param what for messages */
    LimitedStream(InputStream in, String what, long limit) {
        super(in);
        this.what = what;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        read += Math.max(0, count);
        if (read > limit) {
            throw new DataSetException(what + " goes on after the " + limit + " bytes that its header promises");
        }
        return count;
    }
}

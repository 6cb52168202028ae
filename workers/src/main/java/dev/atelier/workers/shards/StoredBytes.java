package dev.atelier.workers.shards;

import dev.atelier.contract.objects.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;

/**
 * An object's content while it comes from the store. Where the connection breaks, that is said as {@link
 * StoreUnavailableException}: so an {@link IOException} of whoever reads this tells of the content, and of nothing else.
 */
final class StoredBytes extends InputStream {
    private final String key;
    private final InputStream content;

    StoredBytes(String key, InputStream content) {
        this.key = key;
        this.content = content;
    }

    @Override
    public int read() {
        try {
            return content.read();
        } catch (IOException e) {
            throw brokeOff(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            return content.read(bytes, offset, length);
        } catch (IOException e) {
            throw brokeOff(e);
        }
    }

    private StoreUnavailableException brokeOff(IOException e) {
        return new StoreUnavailableException("reading " + key + " broke off: " + e, e);
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            throw brokeOff(e);
        }
    }
}

package dev.atelier.workers.shards;

import dev.atelier.contract.objects.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.io.input.ProxyInputStream;

/**
 * An object's content while it comes from the store. Where the connection breaks, that is said as {@link
 * StoreUnavailableException}: so an {@link IOException} of whoever reads this tells of the content, and of nothing else.
 */
final class StoredBytes extends ProxyInputStream {
    private final String key;

    StoredBytes(String key, InputStream content) {
        super(content);
        this.key = key;
    }

    @Override
    protected void handleIOException(IOException e) {
        throw new StoreUnavailableException("reading " + key + " broke off: " + e, e);
    }
}

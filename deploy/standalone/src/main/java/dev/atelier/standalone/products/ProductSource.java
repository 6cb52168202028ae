package dev.atelier.standalone.products;

import java.io.IOException;
import java.util.Optional;

/** Products with their pictures, from wherever a shop has them. */
public interface ProductSource extends AutoCloseable {
    /** The next line; empty at the end. For one thread. */
    Optional<ProductLine> next() throws IOException;

    /**
     * The bytes of a picture. Any thread asks.
     *
     * @throws java.nio.file.NoSuchFileException where there is none
     */
    byte[] picture(String name) throws IOException;

    @Override
    void close() throws IOException;
}

package dev.atelier.infrastructure;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.filesystem.reference.FilesystemConstants;
import org.jclouds.logging.slf4j.config.SLF4JLoggingModule;

/**
 * A real S3 endpoint in this JVM, for clients on this machine, which keeps each object as a file. Requests must be
 * signed (AWS signature version 4). An object appears whole or not at all, whenever the process dies. Start it once;
 * for another start make another.
 */
public final class EmbeddedStore implements AutoCloseable {
    private static final String SERVER = "S3 endpoint";

    private final Path folder;
    private final int port;
    private final String accessKey;
    private final String secretKey;
    private FolderLock lock;
    private BlobStoreContext context;
    private S3Proxy server;

    /**
     * Chooses the port but touches nothing yet.
     *
     * @param folder where the objects lie; created on first use, for this store alone; its file system must have
     *     extended attributes, as the usual ones of Linux and macOS have
     * @param port to listen on at 127.0.0.1, 1 to 65535, or 0 for a free one
     * @param accessKey who requests must be signed by
     * @param secretKey what they must be signed with
     * @throws PortTakenException if the port is not free
     */
    public EmbeddedStore(Path folder, int port, String accessKey, String secretKey) {
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException("The S3 endpoint needs an access key and a secret key, both not blank");
        }
        this.folder = folder.toAbsolutePath().normalize();
        this.port = LoopbackPort.resolve(SERVER, port);
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /**
     * Returns when clients can connect.
     *
     * @throws PortTakenException if the port has been taken meanwhile
     * @throws IllegalStateException if another store uses the folder, its file system won't do, or the store does not
     *     start
     */
    public synchronized void start() {
        if (lock != null || server != null) {
            throw new IllegalStateException("This store has been started already; make a new one");
        }
        LoopbackPort.resolve(SERVER, port);
        lock = FolderLock.take(SERVER, folder);
        try {
            Path objects = ObjectsFolder.prepare(folder.resolve("objects"));
            context = openContext(objects);
            server = S3Proxy.builder()
                    .blobStore(new StagedBlobStore(context.getBlobStore(), objects))
                    .endpoint(endpoint())
                    .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                    // MinIO's and Amazon's clients send headers that S3Proxy has not heard of.
                    .ignoreUnknownHeaders(true)
                    .build();
            server.start();
        } catch (Exception | LinkageError e) {
            close();
            throw new IllegalStateException("The S3 endpoint on " + folder + " does not start: " + e.getMessage(), e);
        }
    }

    /** Where clients find it, as {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://" + LoopbackPort.HOST + ":" + port);
    }

    @Override
    public synchronized void close() {
        try {
            if (server != null) {
                server.stop();
            }
        } catch (Exception e) {
            throw new IllegalStateException("The S3 endpoint on port " + port + " does not stop", e);
        } finally {
            if (context != null) {
                context.close();
                context = null;
            }
            if (lock != null) {
                lock.close();
                lock = null;
            }
        }
    }

    private static BlobStoreContext openContext(Path objects) {
        Properties settings = new Properties();
        settings.setProperty(FilesystemConstants.PROPERTY_BASEDIR, objects.toString());
        return ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                .credentials("unused", "unused")
                .modules(Set.of(new SLF4JLoggingModule()))
                .overrides(settings)
                .buildView(BlobStoreContext.class);
    }
}

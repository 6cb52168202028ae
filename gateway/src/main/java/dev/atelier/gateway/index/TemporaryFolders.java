package dev.atelier.gateway.index;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Where the indices of gateways lie that were given no folder. Each removes its own when it ends; one that is killed cannot. */
public final class TemporaryFolders {
    private static final Logger LOG = Logger.getLogger(TemporaryFolders.class);
    private static final String PREFIX = "atelier-index-";

    private final Path parent;

    /** @param parent that the machine's gateways share */
    public TemporaryFolders(Path parent) {
        this.parent = parent;
    }

    /** A new folder, and without those that killed gateways left; those of living ones stay. */
    public Path make() throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                removeIfAbandoned(folder);
            }
        }
        return Files.createTempDirectory(parent, PREFIX);
    }

    private static void removeIfAbandoned(Path folder) {
        try {
            if (new IndexFolder(folder).deleteAbandoned()) {
                LOG.infof("Removed %s, the index of a gateway that is gone", folder);
            }
        } catch (IOException e) {
            // Of another user, or removed by another gateway at this moment.
            LOG.debugf("The index in %s stays: %s", folder, e.getMessage());
        }
    }
}

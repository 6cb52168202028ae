package dev.atelier.trainer.cli;

import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.store.DataSetStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where data sets are looked for. */
final class DataPlaces {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder with Fashion-MNIST's files (default: where its package puts them), or that prepared"
                    + " data sets lie in (default: .atelier/datasets).")
    private Optional<Path> folder;

    @Option(
            names = "--data-cache",
            paramLabel = "DIR",
            description = "Folder that keeps data sets of the object store (default: .atelier/cache/datasets).")
    private Optional<Path> cache;

    @Mixin
    private StoreOptions storeOptions;

    /** @param name fashion-mnist, the name of a prepared data set, a path or NAME@VERSION */
    DataSet read(String name) throws IOException {
        int at = name.indexOf('@');
        if (at < 0 || DataSet.isPath(name)) {
            return DataSet.read(name, folder);
        }
        try (ObjectStore store = storeOptions.connect()) {
            return new DataSetStore(store)
                    .fetch(
                            name.substring(0, at),
                            name.substring(at + 1),
                            cache.orElse(Path.of(".atelier", "cache", "datasets")))
                    .read();
        }
    }
}

package dev.atelier.trainer.cli;

import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which object store. */
final class StoreOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--s3",
            paramLabel = "URL",
            defaultValue = "${env:ATELIER_STORE_ENDPOINT}",
            description = "The store (ATELIER_STORE_ENDPOINT). Its credentials come from ATELIER_STORE_ACCESS_KEY and"
                    + " ATELIER_STORE_SECRET_KEY, its bucket from ATELIER_STORE_BUCKET.")
    private Optional<String> endpoint;

    /** A store whose bucket is there. */
    ObjectStore connect() {
        String url = endpoint.orElseThrow(() -> new ParameterException(
                spec.commandLine(),
                "name the object store with --s3 URL or ATELIER_STORE_ENDPOINT; 'atelier up' has one"));
        ObjectStore store = new MinioObjectStore(new StoreSettings(
                url,
                url,
                environment("ATELIER_STORE_REGION", "us-east-1"),
                environment("ATELIER_STORE_ACCESS_KEY", "atelier"),
                environment("ATELIER_STORE_SECRET_KEY", "atelier-secret"),
                environment("ATELIER_STORE_BUCKET", "atelier")));
        store.prepare();
        return store;
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }
}

package dev.atelier.standalone.launch;

import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.RunningSystem;
import dev.atelier.standalone.datafolder.StoreKeys;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How the store is reached: the environment names region and bucket, and for an existing store the credentials.
 *
 * @param environment of this process
 */
public record StoreAccess(Map<String, String> environment) {
    static final String ACCESS_KEY = "ATELIER_STORE_ACCESS_KEY";
    static final String SECRET_KEY = "ATELIER_STORE_SECRET_KEY";
    static final String REGION = "ATELIER_STORE_REGION";
    static final String BUCKET = "ATELIER_STORE_BUCKET";
    static final String PUBLIC_ENDPOINT = "ATELIER_STORE_PUBLIC_ENDPOINT";

    /** The embedded store. */
    public StoreSettings embedded(URI endpoint, StoreKeys keys) {
        return settings(endpoint, endpoint.toString(), keys.accessKey(), keys.secretKey());
    }

    /**
     * An existing store.
     *
     * @throws CommandFailure where its credentials are missing
     */
    public StoreSettings external(URI endpoint) {
        String publicEndpoint = environment.getOrDefault(PUBLIC_ENDPOINT, endpoint.toString());
        return settings(endpoint, publicEndpoint, required(ACCESS_KEY, endpoint), required(SECRET_KEY, endpoint));
    }

    /** The store of a system that runs: the embedded one by the data folder's keys, another by the environment's. */
    public StoreSettings running(RunningSystem system, DataFolder data) throws IOException {
        Optional<StoreKeys> keys = system.embeddedStore() ? StoreKeys.existing(data) : Optional.empty();
        StoreSettings reached = keys.isPresent() ? embedded(system.store(), keys.get()) : external(system.store());
        return new StoreSettings(
                reached.endpoint(),
                reached.publicEndpoint(),
                system.region(),
                reached.accessKey(),
                reached.secretKey(),
                system.bucket());
    }

    private StoreSettings settings(URI endpoint, String publicEndpoint, String accessKey, String secretKey) {
        return new StoreSettings(
                endpoint.toString(),
                publicEndpoint,
                environment.getOrDefault(REGION, "us-east-1"),
                accessKey,
                secretKey,
                environment.getOrDefault(BUCKET, "atelier"));
    }

    private String required(String name, URI endpoint) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new CommandFailure("the store " + endpoint + ", given by --s3, needs credentials: set " + ACCESS_KEY
                    + " and " + SECRET_KEY + " in the environment");
        }
        return value;
    }
}

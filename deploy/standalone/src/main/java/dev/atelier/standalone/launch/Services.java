package dev.atelier.standalone.launch;

import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.Ports;
import dev.atelier.standalone.processes.Program;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The children: gateway, workers, trainer, with the environment that tells each where everything is.
 *
 * @param programs to run
 * @param addresses where each listens, by its name
 */
record Services(List<Program> programs, Map<String, URI> addresses) {
    static final String GATEWAY = "gateway";
    private static final String TRAINER = "trainer";

    static Services of(
            Installation installation,
            DataFolder data,
            Endpoints endpoints,
            int gatewayPort,
            int workers,
            Ports ports,
            Map<String, String> environment)
            throws IOException {
        Map<String, String> common = common(endpoints);
        var programs = new ArrayList<Program>();
        var addresses = new TreeMap<String, URI>();

        var gateway = new TreeMap<>(common);
        gateway.put("QUARKUS_HTTP_HOST", environment.getOrDefault("QUARKUS_HTTP_HOST", "127.0.0.1"));
        gateway.put("QUARKUS_HTTP_PORT", Integer.toString(gatewayPort));
        gateway.put("ATELIER_SEARCH_INDEX", data.productIndex().toString());
        programs.add(
                new Program(GATEWAY, JavaCommand.GATEWAY.ofJar(installation.service("gateway")), gateway, data.root()));
        addresses.put(GATEWAY, address(gatewayPort));

        for (int i = 1; i <= workers; i++) {
            String name = workers == 1 ? "worker" : "worker-" + i;
            int port = ports.of(name);
            var worker = listening(common, port);
            worker.put("ATELIER_WORKER_INSTANCE_ID", name);
            worker.put("ATELIER_WORKER_CACHE", data.modelCache().resolve(name).toString());
            worker.putAll(Threads.ofWorker(workers, environment));
            programs.add(
                    new Program(name, JavaCommand.WORKER.ofJar(installation.service("workers")), worker, data.root()));
            addresses.put(name, address(port));
        }

        int port = ports.of(TRAINER);
        var trainer = listening(common, port);
        trainer.put(
                "ATELIER_TRAINER_SHIPPED_MODELS", installation.shippedModels().toString());
        trainer.put(
                "ATELIER_TRAINER_RETRAINING_WORK",
                data.root().resolve("trainer").toString());
        trainer.putAll(Threads.settings(environment));
        programs.add(
                new Program(TRAINER, JavaCommand.TRAINER.ofJar(installation.service("trainer")), trainer, data.root()));
        addresses.put(TRAINER, address(port));
        return new Services(programs, addresses);
    }

    private static Map<String, String> common(Endpoints endpoints) {
        StoreSettings store = endpoints.store();
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                endpoints.kafka(),
                "ATELIER_STORE_ENDPOINT",
                store.endpoint(),
                StoreAccess.PUBLIC_ENDPOINT,
                store.publicEndpoint(),
                StoreAccess.REGION,
                store.region(),
                StoreAccess.ACCESS_KEY,
                store.accessKey(),
                StoreAccess.SECRET_KEY,
                store.secretKey(),
                StoreAccess.BUCKET,
                store.bucket(),
                // A child that outlives a killed launcher would be a ghost; each watches this process.
                "ATELIER_PARENT_PID",
                Long.toString(ProcessHandle.current().pid()));
    }

    private static Map<String, String> listening(Map<String, String> common, int port) {
        var environment = new TreeMap<>(common);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        return environment;
    }

    private static URI address(int port) {
        return URI.create("http://localhost:" + port);
    }
}

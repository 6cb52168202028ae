package dev.atelier.standalone.scale;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.standalone.bench.SystemUnderTest;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.Ports;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.scale.ScaleResult.Run;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Catalogues of several sizes, one after the other on one running system for each number of workers. Broker and store are
 * processes of their own.
 *
 * @param artefact the model
 * @param workers how many, for each system
 * @param sizes items of each catalogue
 * @param kill whether each process is killed once within the largest one
 * @param progress told in sentences what goes on
 */
public record ScaleBench(
        Artefact artefact,
        Installation installation,
        List<Integer> workers,
        List<Integer> sizes,
        int shardSize,
        boolean kill,
        Consumer<String> progress) {
    /** Made first, unmeasured: what a fresh Java machine does says little of a system that runs for months. */
    private static final int WARM_UP_ITEMS = 2_000;

    private static final List<String> SHARED = List.of(Topic.GENERATION_BULK, Topic.GENERATION_CATALOGUES);

    /** @param folder an empty one */
    public ScaleResult run(Path folder) throws IOException, InterruptedException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var runs = new ArrayList<Run>();
        var partitions = new TreeMap<String, Integer>();
        for (int count : workers) {
            DataFolder data = new DataFolder(Files.createDirectories(folder.resolve("workers-" + count)));
            progress.accept("starting a system with " + count + (count == 1 ? " worker" : " workers"));
            try (SeparateServers servers = SeparateServers.start(data);
                    SystemUnderTest system = start(data, servers, count);
                    ObjectStore store = new MinioObjectStore(servers.store())) {
                partitions.putAll(partitions(servers.kafka()));
                runs.addAll(measure(system, servers, store, data, count));
            }
        }
        return new ScaleResult(artefact.manifest().model(), shardSize, partitions, load, runs);
    }

    private SystemUnderTest start(DataFolder data, SeparateServers servers, int count)
            throws IOException, InterruptedException {
        Map<String, String> keys = Map.of(
                "ATELIER_STORE_ACCESS_KEY", servers.store().accessKey(),
                "ATELIER_STORE_SECRET_KEY", servers.store().secretKey());
        List<String> options =
                List.of("--kafka", servers.kafka(), "--s3", servers.store().endpoint());
        return SystemUnderTest.start(installation, data, count, Ports.of(data).of("gateway"), keys, options);
    }

    private List<Run> measure(
            SystemUnderTest system, SeparateServers servers, ObjectStore store, DataFolder data, int count)
            throws IOException, InterruptedException {
        var catalogue = new CatalogueRun(
                new Gateway(system.state().gateway()).catalogues(),
                () -> pids(system, servers),
                servers.kafka(),
                store,
                artefact.manifest(),
                shardSize,
                data.root(),
                progress);
        progress.accept("warming up with " + WARM_UP_ITEMS + " items");
        catalogue.run(count, WARM_UP_ITEMS, List.of());
        var runs = new ArrayList<Run>();
        for (int items : sizes) {
            boolean killing = kill && items == Collections.max(sizes);
            progress.accept(items + " items");
            runs.add(catalogue.run(count, items, killing ? victims(count) : List.of()));
        }
        return runs;
    }

    private static List<String> victims(int workers) {
        String worker = workers == 1 ? "worker" : "worker-1";
        return List.of("gateway", worker, SeparateServers.STORE, SeparateServers.BROKER);
    }

    /** Without the launcher, which only watches here, and this process, which only checks. */
    private static Map<String, Long> pids(SystemUnderTest system, SeparateServers servers) throws IOException {
        var pids = new TreeMap<>(system.state().pids());
        pids.putAll(servers.pids());
        return pids;
    }

    private static Map<String, Integer> partitions(String kafka) {
        var partitions = new TreeMap<String, Integer>();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            SHARED.forEach(
                    topic -> partitions.put(topic, consumer.partitionsFor(topic).size()));
        }
        return partitions;
    }
}

package dev.atelier.workers.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.testing.Jobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LaneQueueTest {
    private static final int QUANTUM = 8;
    private static final Jobs SHIRTS = jobs("shirts");
    private static final Jobs SHOES = jobs("shoes");

    private final LaneQueue lane = new LaneQueue(new ModelStint(0));

    private static Jobs jobs(String model) {
        try {
            return new Jobs(Files.createTempDirectory("atelier-lane-"), model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Shard add(Jobs model, String tenant, int number, int pictures) {
        Shard shard = model.shard(tenant, "batch-of-" + tenant, number, pictures);
        lane.add(shard, number);
        return shard;
    }

    private List<PictureTask> batch(int size) {
        var batch = new ArrayList<PictureTask>();
        if (!lane.isEmpty()) {
            lane.take(lane.lead(size, 0), size, 0, batch);
        }
        return batch;
    }

    @Property(tries = 200)
    void whoHasEnoughToDoGetsAsMuchAsAnyoneElseUpToAQuantum(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 200) Integer> counts,
            @ForAll @IntRange(min = 1, max = 64) int batchSize) {
        var queue = new LaneQueueTest();
        Map<String, Integer> left = new TreeMap<>();
        Map<String, Integer> served = new TreeMap<>();
        for (int i = 0; i < counts.size(); i++) {
            queue.add(SHIRTS, "tenant-" + i, 0, counts.get(i));
            left.put("tenant-" + i, counts.get(i));
            served.put("tenant-" + i, 0);
        }
        int all = counts.stream().mapToInt(Integer::intValue).sum();
        while (all > 0) {
            List<PictureTask> batch = queue.batch(batchSize);
            assertThat(batch).hasSize(Math.min(batchSize, all));
            all -= batch.size();
            for (PictureTask task : batch) {
                served.merge(task.work().tenant(), 1, Integer::sum);
                left.merge(task.work().tenant(), -1, Integer::sum);
            }
            List<Integer> ofTheBusy = left.entrySet().stream()
                    .filter(entry -> entry.getValue() > 0)
                    .map(entry -> served.get(entry.getKey()))
                    .toList();
            ofTheBusy.forEach(one ->
                    ofTheBusy.forEach(other -> assertThat(Math.abs(one - other)).isLessThanOrEqualTo(QUANTUM)));
        }
        assertThat(queue.lane.isEmpty()).isTrue();
    }

    @Property(tries = 100)
    void everyPictureComesOnceAndThoseOfATenantInOrder(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 40) Integer> shards,
            @ForAll @IntRange(min = 1, max = 33) int batchSize) {
        var queue = new LaneQueueTest();
        for (int i = 0; i < shards.size(); i++) {
            queue.add(SHIRTS, "tenant-" + i % 2, i, shards.get(i));
        }
        Map<String, List<PictureTask>> taken = new TreeMap<>();
        for (List<PictureTask> batch = queue.batch(batchSize); !batch.isEmpty(); batch = queue.batch(batchSize)) {
            batch.forEach(task -> taken.computeIfAbsent(task.work().tenant(), tenant -> new ArrayList<>())
                    .add(task));
        }
        taken.values().forEach(tasks -> {
            for (int i = 1; i < tasks.size(); i++) {
                PictureTask before = tasks.get(i - 1);
                PictureTask task = tasks.get(i);
                if (task.work() == before.work()) {
                    assertThat(task.index()).isEqualTo(before.index() + 1);
                } else {
                    assertThat(before.index()).isEqualTo(before.work().count() - 1);
                    assertThat(task.index()).isZero();
                    assertThat(((Shard) task.work()).request().shard())
                            .isGreaterThan(((Shard) before.work()).request().shard());
                }
            }
        });
        assertThat(taken.values().stream().mapToInt(List::size).sum())
                .isEqualTo(shards.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void aTenantWithTenPicturesIsNotDelayedByOneWithThousands() {
        for (int shard = 0; shard < 5; shard++) {
            add(SHIRTS, "large", shard, 10_000);
        }
        batch(32);
        Shard small = add(SHIRTS, "small", 0, 10);

        List<PictureTask> batch = batch(32);

        assertThat(batch.stream().filter(task -> task.work() == small)).hasSize(10);
    }

    @Test
    void aTenantWithAnotherModelHasItsTurnAfterOneBatch() {
        add(SHIRTS, "large", 0, 10_000);
        batch(32);
        Shard small = add(SHOES, "small", 0, 10);

        var works = new ArrayList<>();
        batch(32).forEach(task -> works.add(task.work()));
        batch(32).forEach(task -> works.add(task.work()));

        assertThat(works.stream().filter(work -> work == small)).hasSize(10);
    }

    @Test
    void whatIsOverIsPassedByWithoutTakingAPlace() {
        add(SHIRTS, "shop", 0, 10_000).end();
        Shard wanted = add(SHIRTS, "shop", 1, 3);

        assertThat(batch(8)).extracting(PictureTask::work).containsOnly(wanted).hasSize(3);
        assertThat(lane.isEmpty()).isTrue();
    }
}

package dev.atelier.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.GenerationEvent;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PackedJobTest {
    private final JobPacking packing = new JobPacking();

    private static Job completed(int number, int pictures) {
        String id = UUID.nameUUIDFromBytes(new byte[] {(byte) number}).toString();
        Job job = Job.of(Samples.request(id, pictures), number).after(Samples.started(id, Samples.NOON));
        for (int index = 0; index < pictures; index++) {
            job = job.after(Samples.stored(id, index, Samples.NOON));
        }
        return job.after(Samples.completed(id, Samples.NOON));
    }

    @Test
    void aPackedJobIsTheSameJobAgain() {
        List<Job> jobs = List.of(completed(1, 1), completed(2, 64), completed(3, 2));
        List<PackedJob> packed = jobs.stream().map(packing::pack).toList();
        assertThat(packed.stream().map(PackedJob::unpack)).containsExactlyElementsOf(jobs);
    }

    @Test
    void everyKindOfEndSurvives() {
        for (GenerationEvent end : List.of(
                new GenerationEvent.Failed(1, "a", Samples.NOON, "code", "A reason with ü."),
                new GenerationEvent.Cancelled(1, "a", Samples.NOON),
                new GenerationEvent.Expired(1, "a", Samples.NOON))) {
            Job job = Job.of(Samples.request("a", 2), 7).after(end);
            assertThat(packing.pack(job).unpack()).isEqualTo(job);
        }
    }

    @Test
    void jobsOfOneVersionTakeLittleOnceOneIsKnown() {
        packing.pack(completed(1, 1));
        PackedJob second = packing.pack(completed(2, 1));
        assertThat(second.packed().length).isLessThan(second.length() / 4);
        assertThat(second.length()).isEqualTo(Json.bytes(completed(2, 1)).length);
    }
}

package dev.atelier.standalone.bench;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.images.Provenance;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.JobView;
import dev.atelier.standalone.client.JobView.ImageView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads every picture back from the store and holds it against what was reported and asked for. */
final class PictureCheck {
    private static final int THREADS = 8;

    private PictureCheck() {}

    /** How many pictures are not what the log says: another SHA-256, seed, index or model. */
    static int wrong(Gateway gateway, Collection<JobView> jobs) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Integer>> checks = new ArrayList<>();
            jobs.forEach(job -> checks.add(() -> wrong(gateway, job)));
            int wrong = 0;
            for (Future<Integer> check : threads.invokeAll(checks)) {
                wrong += check.get();
            }
            return wrong;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wrong(Gateway gateway, JobView job) throws InterruptedException {
        int wrong = 0;
        for (ImageView image : job.images()) {
            byte[] png = gateway.image(image);
            Provenance provenance = Provenance.of(png);
            boolean right = Sha256.of(png).equals(image.sha256())
                    && provenance.seed() == job.seed()
                    && provenance.index() == image.index()
                    && provenance.digest().equals(job.digest())
                    && provenance.attributes().equals(job.attributes());
            wrong += right ? 0 : 1;
        }
        return wrong;
    }
}

package dev.atelier.standalone.sheets;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.JobView;
import dev.atelier.standalone.client.Order;
import dev.atelier.standalone.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A sheet of a model's pictures and how long they took.
 *
 * @param pictures on the sheet
 * @param requests that asked for them
 * @param seconds from the first request to the end of the last job
 * @param png the sheet
 */
public record ModelSheet(String model, String version, int pictures, int requests, double seconds, byte[] png) {
    /**
     * Asks for pictures of all that the model can make, one request for each row of the sheet.
     *
     * @param perRow pictures of a row, 1 to 64
     * @param seed of every request
     * @throws CommandFailure where a job does not end well
     */
    public static ModelSheet make(Gateway gateway, String model, int perRow, long seed) throws InterruptedException {
        List<Selection> rows = SheetRows.of(gateway.modelSchema(model));
        long start = System.nanoTime();
        var accepted = new ArrayList<JobView>();
        for (Selection row : rows) {
            accepted.add(gateway.ask(new Order(model, row, perRow, OptionalLong.of(seed))));
        }
        var jobs = new ArrayList<JobView>();
        for (JobView job : accepted) {
            jobs.add(completed(gateway.follow(job.id(), change -> {}), perRow));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        String version = jobs.get(0).version();
        byte[] png = JobSheet.png(gateway, model + " " + version, jobs);
        return new ModelSheet(model, version, rows.size() * perRow, rows.size(), seconds, png);
    }

    private static JobView completed(JobView job, int pictures) {
        if (!job.isCompleted()) {
            throw new CommandFailure("the request for " + job.attributes().label() + " ended as " + job.end());
        }
        if (job.images().size() != pictures) {
            throw new CommandFailure("the request for " + job.attributes().label() + " was completed with "
                    + job.images().size() + " pictures, not " + pictures);
        }
        return job;
    }
}

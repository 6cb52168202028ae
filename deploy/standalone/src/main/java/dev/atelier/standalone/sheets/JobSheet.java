package dev.atelier.standalone.sheets;

import dev.atelier.contract.experiments.Interpolation;
import dev.atelier.contract.images.ContactSheet;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.PngReader;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.JobView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pictures of completed jobs as one PNG, a row for each job. */
public final class JobSheet {
    private JobSheet() {}

    public static byte[] png(Gateway gateway, String title, List<JobView> jobs) throws InterruptedException {
        var rows = new ArrayList<ContactSheet.Row>();
        for (JobView job : jobs) {
            var pictures = new ArrayList<Picture>();
            for (JobView.ImageView image : job.images()) {
                pictures.add(PngReader.decode(gateway.image(image)));
            }
            rows.add(new ContactSheet.Row(label(job), pictures));
        }
        int width = rows.get(0).pictures().get(0).width();
        return new ContactSheet(title, rows, ContactSheet.scaleFor(width)).toPng();
    }

    private static String label(JobView job) {
        Optional<String> end = job.interpolate()
                .map(Interpolation::to)
                .flatMap(to -> to.attributes())
                .map(attributes -> attributes.label());
        return job.attributes().label() + end.map(to -> " → " + to).orElse("");
    }
}

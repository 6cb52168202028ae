package dev.atelier.trainer.datasets.description;

import dev.atelier.contract.images.ContactSheet;
import dev.atelier.contract.images.Picture;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Some training pictures of each class, of the largest classes where there are many. */
public final class SampleSheet {

    private static final int COLUMNS = 10;
    private static final int MOST_ROWS = 40;
    private static final int SMALL = 48;

    private SampleSheet() {}

    /** The sheet as a PNG file, the classes in the order of their labels. */
    public static byte[] png(DataSet data, Census census) {
        Examples training = data.training();
        List<String> names = training.classes().names();
        List<String> largest = census.classes().entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<String, Count> e) -> -e.getValue().training()))
                .limit(MOST_ROWS)
                .map(Map.Entry::getKey)
                .toList();
        List<ContactSheet.Row> rows = new ArrayList<>();
        for (int label = 0; label < names.size(); label++) {
            List<Picture> pictures = largest.contains(names.get(label)) ? first(training, label) : List.of();
            if (!pictures.isEmpty()) {
                rows.add(new ContactSheet.Row(names.get(label), pictures));
            }
        }
        String title = data.name() + (rows.size() < names.size() ? ", the largest classes" : "");
        return new ContactSheet(title, rows, training.height() < SMALL ? 2 : 1).toPng();
    }

    private static List<Picture> first(Examples examples, int label) {
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < examples.count() && pictures.size() < COLUMNS; i++) {
            if (examples.label(i) == label) {
                pictures.add(examples.picture(i));
            }
        }
        return pictures;
    }
}

package dev.atelier.trainer.datasets.sources;

import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.sources.ListFile.NamedType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The lists of DeepFashion's Category and Attribute Prediction Benchmark in their official layout. */
final class GarmentLists {

    static final String CATEGORIES = "Anno/list_category_cloth.txt";
    private static final String ATTRIBUTES = "Anno/list_attr_cloth.txt";
    private static final String CATEGORY_OF = "Anno/list_category_img.txt";
    private static final String ATTRIBUTES_OF = "Anno/list_attr_img.txt";
    private static final String BOXES = "Anno/list_bbox.txt";
    private static final String LANDMARKS = "Anno/list_landmarks.txt";
    private static final String PARTS = "Eval/list_eval_partition.txt";

    private static final List<String> TRAINING = List.of("train", "val");
    private static final String TEST = "test";

    private final SourceFiles files;

    GarmentLists(SourceFiles files) {
        this.files = files;
    }

    /** In the order of their numbers, which begin with 1. */
    List<String> categories() throws IOException {
        return named(CATEGORIES, 3).stream().map(NamedType::name).toList();
    }

    /** In the order of their columns. */
    List<NamedType> attributes() throws IOException {
        return named(ATTRIBUTES, Bin.STYLE);
    }

    private List<NamedType> named(String file, int types) throws IOException {
        List<NamedType> all = new ArrayList<>();
        try (ListFile list = new ListFile(files, file)) {
            while (list.next()) {
                NamedType row = list.namedType();
                if (row.type() < 1 || row.type() > types) {
                    throw new DataSetException(
                            list.place() + " has the type " + row.type() + ", expected 1 to " + types);
                }
                all.add(row);
            }
        }
        return all;
    }

    /**
     * Reads the lists of pictures side by side, a row of each at a time.
     *
     * @param attributes how many columns the list of attributes has
     * @throws DataSetException where they don't tell of the same pictures in the same order
     */
    void each(int attributes, Consumer<Garment> garments) throws IOException {
        try (ListFile categories = new ListFile(files, CATEGORY_OF);
                ListFile attributesOf = new ListFile(files, ATTRIBUTES_OF);
                ListFile boxes = new ListFile(files, BOXES);
                ListFile landmarks = new ListFile(files, LANDMARKS);
                ListFile parts = new ListFile(files, PARTS)) {
            List<ListFile> others = List.of(attributesOf, boxes, landmarks, parts);
            while (nextOfAll(categories, others)) {
                garments.accept(new Garment(
                        categories.number(),
                        categories.name(),
                        only(categories),
                        attributesOf.ones(attributes),
                        boxes.numbers(),
                        landmarks.numbers(),
                        isHeldOut(parts)));
            }
        }
    }

    private static boolean nextOfAll(ListFile first, List<ListFile> others) throws IOException {
        boolean there = first.next();
        for (ListFile other : others) {
            if (other.next() != there || there && !other.sameName(first)) {
                throw new DataSetException(
                        other.count() == first.count()
                                ? other.place() + " tells of '" + other.name() + "' where " + first.place()
                                        + " tells of '" + first.name()
                                        + "'; the lists must have the same pictures in the same order"
                                : other.place() + " is in a list of " + other.count() + " rows, but " + first.place()
                                        + " in one of " + first.count() + "; the lists must have the same pictures");
            }
        }
        return there;
    }

    private static int only(ListFile list) throws DataSetException {
        int[] numbers = list.numbers();
        if (numbers.length != 1) {
            throw new DataSetException(
                    list.place() + " has " + numbers.length + " numbers, expected one, the category");
        }
        return numbers[0];
    }

    private static boolean isHeldOut(ListFile list) throws DataSetException {
        String part = list.rest();
        if (!TRAINING.contains(part) && !part.equals(TEST)) {
            throw new DataSetException(
                    list.place() + " says '" + part + "', expected " + String.join(", ", TRAINING) + " or " + TEST);
        }
        return part.equals(TEST);
    }
}

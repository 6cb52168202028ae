package dev.atelier.trainer.datasets.sources;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of DeepFashion's attributes, in the order of their numbers there, after the category. */
enum Bin {
    CATEGORY,
    TEXTURE,
    FABRIC,
    SHAPE,
    PART;

    /** The type of attributes that are left out. */
    static final int STYLE = 5;

    /** As in schemas. */
    String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> attributes() {
        return Arrays.stream(values()).map(Bin::attribute).toList();
    }
}

package dev.atelier.trainer.datasets.sources;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The attributes of Fashion Product Images by the names that they have here. */
public enum ProductAttribute {
    GENDER("gender"),
    CATEGORY("masterCategory"),
    TYPE("subCategory"),
    ARTICLE("articleType"),
    COLOUR("baseColour"),
    SEASON("season"),
    YEAR("year"),
    USAGE("usage");

    private final String column;

    ProductAttribute(String column) {
        this.column = column;
    }

    /** As on the command line and in schemas. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In styles.csv. */
    String column() {
        return column;
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(ProductAttribute::attribute).toList();
    }

    /** @throws IllegalArgumentException where there is none of this name */
    public static ProductAttribute named(String name) {
        return Arrays.stream(values())
                .filter(a -> a.attribute().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Fashion Product Images have no attribute '" + name + "'; there are: " + names()));
    }
}

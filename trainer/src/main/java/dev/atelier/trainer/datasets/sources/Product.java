package dev.atelier.trainer.datasets.sources;

import java.util.Map;

/**
 * A row of styles.csv.
 *
 * @param line its number
 * @param id of the product
 * @param values of all attributes, empty where the row has none
 */
record Product(long line, String id, Map<ProductAttribute, String> values) {

    String value(ProductAttribute attribute) {
        return values.get(attribute);
    }

    String place() {
        return "line " + line;
    }
}

package dev.atelier.standalone.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Combinations;
import dev.atelier.contract.attributes.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SheetRowsTest {
    private static final Attribute TYPE = Attribute.oneOf("type", List.of("Shirt", "Shoe", "Bag"));
    private static final Attribute COLOUR = Attribute.oneOf("colour", List.of("black", "white"));

    @Test
    void oneAttributeGivesARowForEachValueInOrder() {
        assertThat(SheetRows.of(AttributeSchema.of(TYPE)))
                .extracting(Selection::label)
                .containsExactly("Shirt", "Shoe", "Bag");
    }

    @Test
    void severalAttributesGiveEveryValueOnceAtLeast() {
        assertThat(SheetRows.of(AttributeSchema.of(TYPE, COLOUR)))
                .containsExactly(
                        Selection.of(Map.of("type", "Shirt", "colour", "black")),
                        Selection.of(Map.of("type", "Shoe", "colour", "black")),
                        Selection.of(Map.of("type", "Bag", "colour", "black")),
                        Selection.of(Map.of("type", "Shirt", "colour", "white")));
    }

    @Test
    void onlyAllowedCombinationsAreAskedFor() {
        var allowed = new Combinations(
                List.of("type", "colour"),
                List.of(List.of("Shirt", "white"), List.of("Shoe", "black"), List.of("Bag", "white")));
        var schema = new AttributeSchema(AttributeSchema.VERSION, List.of(TYPE, COLOUR), Optional.of(allowed));

        assertThat(SheetRows.of(schema)).hasSize(3).allSatisfy(row -> assertThat(schema.select(row))
                .isEqualTo(row));
    }

    @Test
    void everyValueOfAManyOfAttributeIsShown() {
        var schema = AttributeSchema.of(COLOUR, Attribute.manyOf("fabric", List.of("denim", "lace")));

        assertThat(SheetRows.of(schema))
                .allSatisfy(row -> assertThat(schema.select(row)).isEqualTo(row))
                .anySatisfy(row -> assertThat(row.values().get("fabric")).containsExactly("denim"))
                .anySatisfy(row -> assertThat(row.values().get("fabric")).containsExactly("lace"));
    }
}

package dev.atelier.standalone.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Combinations;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.attributes.ShownCombinations;
import dev.atelier.standalone.client.ModelSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SheetRowsTest {
    private static final Attribute TYPE = Attribute.oneOf("type", List.of("Shirt", "Shoe", "Bag"));
    private static final Attribute COLOUR = Attribute.oneOf("colour", List.of("black", "white"));

    private static List<Selection> rows(AttributeSchema schema) {
        return SheetRows.of(new ModelSchema(schema, Optional.empty()));
    }

    @Test
    void oneAttributeGivesARowForEachValueInOrder() {
        assertThat(rows(AttributeSchema.of(TYPE))).extracting(Selection::label).containsExactly("Shirt", "Shoe", "Bag");
    }

    @Test
    void severalAttributesGiveEveryValueOnceAtLeast() {
        assertThat(rows(AttributeSchema.of(TYPE, COLOUR)))
                .containsExactly(
                        Selection.of(Map.of("type", "Shirt", "colour", "black")),
                        Selection.of(Map.of("type", "Shoe", "colour", "black")),
                        Selection.of(Map.of("type", "Bag", "colour", "black")),
                        Selection.of(Map.of("type", "Shirt", "colour", "white")));
    }

    @Test
    void whatTheTrainingPicturesShowedComesFirstAndWhole() {
        var shown = new ShownCombinations(
                List.of("type", "colour"), List.of(List.of("Shirt", "white"), List.of("Shirt", "black")));

        assertThat(SheetRows.of(new ModelSchema(AttributeSchema.of(TYPE, COLOUR), Optional.of(shown))))
                .containsExactly(
                        Selection.of(Map.of("type", "Shirt", "colour", "black")),
                        Selection.of(Map.of("type", "Shirt", "colour", "white")),
                        Selection.of(Map.of("type", "Shoe", "colour", "black")),
                        Selection.of(Map.of("type", "Bag", "colour", "black")));
    }

    @Test
    void onlyAllowedCombinationsAreAskedFor() {
        var allowed = new Combinations(
                List.of("type", "colour"),
                List.of(List.of("Shirt", "white"), List.of("Shoe", "black"), List.of("Bag", "white")));
        var schema = new AttributeSchema(AttributeSchema.VERSION, List.of(TYPE, COLOUR), Optional.of(allowed));

        assertThat(rows(schema)).hasSize(3).allSatisfy(row -> assertThat(schema.select(row))
                .isEqualTo(row));
    }

    @Test
    void everyValueOfAManyOfAttributeIsShown() {
        var schema = AttributeSchema.of(COLOUR, Attribute.manyOf("fabric", List.of("denim", "lace")));

        assertThat(rows(schema))
                .allSatisfy(row -> assertThat(schema.select(row)).isEqualTo(row))
                .anySatisfy(row -> assertThat(row.values().get("fabric")).containsExactly("denim"))
                .anySatisfy(row -> assertThat(row.values().get("fabric")).containsExactly("lace"));
    }
}

package dev.atelier.contract.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.atelier.contract.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttributeSchemaTest {
    private final AttributeSchema schema = new AttributeSchema(
            AttributeSchema.VERSION,
            List.of(
                    Attribute.oneOf("type", List.of("Shirts", "Jeans", "Shoes")),
                    Attribute.oneOf("colour", List.of("Navy Blue", "Black")),
                    Attribute.manyOf("fabric", List.of("denim", "lace", "cotton"))),
            Optional.of(new Combinations(
                    List.of("type", "colour"),
                    List.of(List.of("Shirts", "Navy Blue"), List.of("Shirts", "Black"), List.of("Shoes", "Black")))));

    private static Selection read(String json) throws Exception {
        return Json.mapper().readValue(json, Selection.class);
    }

    @Test
    void encodesAChoiceAsOneSlotPerValueInTheOrderOfTheSchema() throws Exception {
        Selection selection =
                schema.select(read("{\"fabric\":[\"cotton\",\"denim\"],\"colour\":\"Black\",\"type\":\"Shirts\"}"));

        assertThat(schema.encode(selection)).containsExactly(1, 0, 0, 0, 1, 1, 0, 1);
        assertThat(selection)
                .hasToString("{\"colour\":\"Black\",\"fabric\":[\"denim\",\"cotton\"],\"type\":\"Shirts\"}");
    }

    @Test
    void manyOfAttributesMayBeLeftOut() throws Exception {
        assertThat(schema.encode(schema.select(read("{\"colour\":\"Black\",\"type\":\"Shoes\"}"))))
                .containsExactly(0, 0, 1, 0, 1, 0, 0, 0);
    }

    @Test
    void namesTheAttributeTheValueAndTheClosestValidValue() throws Exception {
        Selection wrong = read("{\"type\":\"Shrits\",\"colour\":\"navy blue\",\"fabrics\":[\"denim\"]}");

        SchemaViolation violation = catchThrowableOfType(SchemaViolation.class, () -> schema.select(wrong));

        assertThat(violation.problems())
                .extracting(SchemaViolation.Problem::attribute)
                .containsExactlyInAnyOrder("type", "colour", "fabrics");
        assertThat(violation.problems())
                .extracting(p -> p.closest().get(0))
                .containsExactlyInAnyOrder("Shirts", "Navy Blue", "fabric");
        assertThat(violation).hasMessageContaining("Attribute 'type' has no value 'Shrits'; did you mean 'Shirts'");
    }

    @Test
    void aMissingOneOfAttributeAndTwoValuesForItAreMistakes() throws Exception {
        assertThatThrownBy(() -> schema.select(read("{\"type\":\"Shoes\"}")))
                .isInstanceOf(SchemaViolation.class)
                .hasMessageContaining("'colour' is missing");
        assertThatThrownBy(() -> schema.select(read("{\"type\":[\"Shoes\",\"Jeans\"],\"colour\":\"Black\"}")))
                .isInstanceOf(SchemaViolation.class)
                .hasMessageContaining("'type' takes one value, not 2");
    }

    @Test
    void aCombinationThatTheModelCannotMakeIsAnsweredWithTheNearestItCan() throws Exception {
        Selection impossible = read("{\"type\":\"Shoes\",\"colour\":\"Navy Blue\"}");

        SchemaViolation violation = catchThrowableOfType(SchemaViolation.class, () -> schema.select(impossible));

        assertThat(violation.problems().get(0).closest())
                .isIn(List.of("Shirts", "Navy Blue"), List.of("Shoes", "Black"));
    }

    @Test
    void valuesThatAreNoTextAreRefusedWithTheAttributesName() {
        assertThatThrownBy(() -> read("{\"type\":7}"))
                .isInstanceOf(ValueInstantiationException.class)
                .hasMessageContaining("attribute 'type' must be a text");
        assertThatThrownBy(() -> read("[\"Shoes\"]")).hasMessageContaining("attributes must be an object");
    }

    @Test
    void listsEveryAllowedCombinationOfTheOneOfAttributes() {
        assertThat(schema.oneOfCombinations())
                .extracting(Selection::label)
                .containsExactly("Navy Blue, Shirts", "Black, Shirts", "Black, Shoes");
    }

    @Test
    void readsBackWhatItWrites() throws Exception {
        assertThat(Json.mapper().readValue(Json.bytes(schema), AttributeSchema.class))
                .isEqualTo(schema);
    }

    @Test
    void refusesADescriptionOfAnotherVersion() {
        String future = new String(Json.bytes(schema)).replace("\"schemaVersion\":1", "\"schemaVersion\":2");

        assertThatThrownBy(() -> Json.mapper().readValue(future, AttributeSchema.class))
                .hasMessageContaining("version 2 is not known here");
    }

    @Test
    void refusesCombinationsOfWhatIsNotInTheSchema() {
        assertThatThrownBy(() -> new AttributeSchema(
                        1,
                        List.of(Attribute.oneOf("type", List.of("Shoes"))),
                        Optional.of(new Combinations(List.of("type"), List.of(List.of("Boots"))))))
                .hasMessageContaining("'Boots'");
    }

    @Test
    void refusesToDecodeAVectorThatStandsForNoChoice() {
        AttributeSchema plain = AttributeSchema.of(Attribute.oneOf("category", List.of("Bag", "Dress")));

        assertThat(plain.decode(new float[] {0, 1})).isEqualTo(plain.select(Selection.of(Map.of("category", "Dress"))));
        assertThatThrownBy(() -> plain.decode(new float[] {1, 1})).isInstanceOf(SchemaViolation.class);
        assertThatThrownBy(() -> plain.decode(new float[] {0.5f, 0})).hasMessageContaining("must be 0 or 1, not 0.5");
        assertThatThrownBy(() -> plain.decode(new float[] {1})).hasMessageContaining("has 2 numbers here, not 1");
    }
}

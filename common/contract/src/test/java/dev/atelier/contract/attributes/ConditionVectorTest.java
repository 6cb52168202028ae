package dev.atelier.contract.attributes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConditionVectorTest {
    private record Case(AttributeSchema schema, Selection selection) {}

    @Property
    void decodingUndoesEncoding(@ForAll("cases") Object given) {
        Case it = (Case) given;
        Selection selection = it.schema().select(it.selection());

        assertThat(it.schema().decode(it.schema().encode(selection))).isEqualTo(selection);
    }

    @Provide
    Arbitrary<Object> cases() {
        Arbitrary<String> name = Arbitraries.strings()
                .withCharRange('!', 'ÿ')
                .ofMinLength(1)
                .ofMaxLength(12)
                .filter(text -> !text.isBlank());
        Arbitrary<List<String>> values =
                name.list().uniqueElements().ofMinSize(1).ofMaxSize(8);
        Arbitrary<Attribute> attribute = Combinators.combine(name, Arbitraries.of(Cardinality.class), values)
                .as(Attribute::new);
        return attribute
                .list()
                .uniqueElements(Attribute::name)
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(list -> new AttributeSchema(1, list, java.util.Optional.empty()))
                .flatMap(schema -> choiceOf(schema).map(selection -> new Case(schema, selection)));
    }

    private static Arbitrary<Selection> choiceOf(AttributeSchema schema) {
        List<Arbitrary<List<String>>> choices = schema.attributes().stream()
                .map(a -> a.cardinality() == Cardinality.ONE_OF
                        ? Arbitraries.of(a.values()).map(List::of)
                        : Arbitraries.subsetOf(a.values()).map((Set<String> s) -> List.copyOf(s)))
                .toList();
        return Combinators.combine(choices).as(chosen -> {
            var values = new HashMap<String, List<String>>();
            for (int i = 0; i < chosen.size(); i++) {
                values.put(schema.attributes().get(i).name(), chosen.get(i));
            }
            return new Selection(values, List.of());
        });
    }

    @Example
    void valuesAreFoundInAnotherSchemaByTheirNames() {
        var wide = AttributeSchema.of(
                Attribute.oneOf("type", List.of("Shirt", "Bag", "Shoe")),
                Attribute.oneOf("colour", List.of("black", "teal", "white")));
        var narrow = AttributeSchema.of(
                Attribute.oneOf("colour", List.of("white", "black")),
                Attribute.oneOf("type", List.of("Shoe", "black")));

        assertThat(narrow.placesIn(wide)).containsExactly(5, 3, 2, -1);
        assertThat(wide.placesIn(narrow)).containsExactly(-1, -1, 2, 1, -1, 0);
    }
}

package dev.atelier.standalone.commands;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.standalone.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** {@code --attribute name=value}, any number of times; more than once for a many-of attribute. */
final class AttributeOption {
    @Option(
            names = {"-a", "--attribute"},
            paramLabel = "NAME=VALUE",
            description = "An attribute of the picture, e.g. category=Dress; again for each further one, and for each "
                    + "further value of an attribute that takes many.")
    private List<String> given = new ArrayList<>();

    /** The choice, in the form that the schema asks for; whether it is a valid one the gateway says. */
    Selection selection(AttributeSchema schema) {
        return selection("--attribute", given, schema);
    }

    boolean isGiven() {
        return !given.isEmpty();
    }

    /** @param option that gave the pairs of name and value */
    static Selection selection(String option, List<String> given, AttributeSchema schema) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new CommandFailure(option + " must be NAME=VALUE, such as category=Dress, not '" + pair + "'");
            }
            values.computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        List<String> manyOf = schema.attributes().stream()
                .filter(attribute -> attribute.cardinality() == Cardinality.MANY_OF)
                .map(Attribute::name)
                .filter(values::containsKey)
                .toList();
        values.forEach((name, chosen) -> {
            if (chosen.size() > 1 && !manyOf.contains(name)) {
                throw new CommandFailure("attribute '" + name + "' takes one value, not " + chosen);
            }
        });
        return new Selection(values, manyOf);
    }
}

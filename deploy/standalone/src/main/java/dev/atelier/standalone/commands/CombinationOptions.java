package dev.atelier.standalone.commands;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Cardinality;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.standalone.client.Order.GridAxes;
import dev.atelier.standalone.terminal.CommandFailure;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether, and by which attributes, all combinations are asked for. */
final class CombinationOptions {
    @Option(
            names = "--all-combinations",
            description =
                    "In place of --count: a picture of one latent for each combination of two attributes, at most "
                            + "64; --attribute gives the others. The sheet marks those that the training data never showed.")
    private boolean allCombinations;

    @Option(
            names = "--rows",
            paramLabel = "NAME",
            description =
                    "The attribute that differs from row to row. Default: the first that --attribute does not give.")
    private Optional<String> rows;

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            description = "The one that differs within a row. Default: the next, where there is one.")
    private Optional<String> columns;

    /**
     * @param fixed what the other options give
     * @return empty where no combinations are asked for
     */
    Optional<GridAxes> axes(AttributeSchema schema, Selection fixed) {
        if (!allCombinations) {
            if (rows.isPresent() || columns.isPresent()) {
                throw new CommandFailure("--rows and --columns are those of --all-combinations, which is not given");
            }
            return Optional.empty();
        }
        List<String> free = schema.attributes().stream()
                .filter(attribute -> attribute.cardinality() == Cardinality.ONE_OF)
                .map(Attribute::name)
                .filter(name -> !fixed.values().containsKey(name))
                .filter(name -> !columns.equals(Optional.of(name)))
                .toList();
        String ofRows = rows.or(() -> free.stream().findFirst())
                .orElseThrow(() -> new CommandFailure("--attribute gives every attribute that takes one value, so there"
                        + " are no combinations; leave one out"));
        Optional<String> ofColumns = columns.or(
                () -> free.stream().filter(name -> !name.equals(ofRows)).findFirst());
        return Optional.of(new GridAxes(ofRows, ofColumns));
    }
}

package dev.atelier.standalone.commands;

import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.images.InvalidPngException;
import dev.atelier.standalone.launch.ServiceGivenUp;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Every command's errors: a sentence on standard error and exit code 1; where it arose only when asked for. A service that
 * was given up has been told of when it happened.
 */
public final class Failures implements IExecutionExceptionHandler {
    private final BooleanSupplier verbose;

    public Failures(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        if (!(failure instanceof ServiceGivenUp)) {
            Terminal.of(true).problem(sentence(failure));
        }
        if (verbose.getAsBoolean()) {
            failure.printStackTrace(line.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String sentence(Throwable failure) {
        if (failure instanceof CommandFailure
                || failure instanceof InvalidPngException
                || failure instanceof InvalidArtefactException) {
            return failure.getMessage();
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no file " + failure.getMessage();
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission for " + failure.getMessage();
        }
        if (failure instanceof UncheckedIOException || failure instanceof IOException) {
            return failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
        return failure + " (--verbose shows where this arose)";
    }
}

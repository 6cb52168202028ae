package dev.atelier.standalone.terminal;

import dev.atelier.contract.json.Json;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command speaks. With {@code --json} standard output holds one JSON object and nothing else, so what is meant
 * for people goes to standard error then.
 *
 * @param people where lines for people go
 * @param out standard output
 * @param err standard error
 */
public record Terminal(PrintStream people, PrintStream out, PrintStream err) {
    /** The process's own. */
    public static Terminal of(boolean json) {
        return new Terminal(json ? System.err : System.out, System.out, System.err);
    }

    public void say(String line) {
        people.println(line);
    }

    /** A name, what there is to say of it, and when, in columns. */
    public void part(String name, String detail, Duration since) {
        people.println(Ansi.AUTO.string(
                String.format(Locale.ROOT, "  %-9s %-46s @|faint %5.1f s|@", name, detail, since.toMillis() / 1000.0)));
    }

    public void important(String line) {
        people.println(Ansi.AUTO.string("@|bold " + line + "|@"));
    }

    public void problem(String line) {
        err.println(Ansi.AUTO.string("@|red atelier:|@ ") + line);
    }

    public void json(Object value) {
        out.print(Json.pretty(value));
        out.flush();
    }
}

package dev.atelier.trainer.cli;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.generator.runtime.RuntimeFingerprint;
import dev.atelier.trainer.evaluation.Scores;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The evaluation as one HTML file that needs nothing beside it. */
record ReportPage(ScoreSheet sheet, String command) {

    private static final String STYLE = "body{font:15px/1.45 sans-serif;max-width:1000px;margin:2em auto;color:#222}"
            + "pre{background:#f5f5f5;padding:1em;overflow-x:auto}td,th{padding:3px 8px;text-align:right}"
            + "th:first-child{text-align:left}img{max-width:100%}.bar{background:#1f77b4;height:14px}"
            + ".track{background:#eee;width:400px}code{overflow-wrap:anywhere}";

    /** @param sheets a PNG of each model's pictures */
    String html(Map<Artefact, Scores> models, Map<Artefact, byte[]> sheets) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<title>Evaluation on ")
                .append(escaped(sheet.data().name()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Evaluation on ")
                .append(escaped(sheet.data().name()))
                .append("</h1>\n<pre>")
                .append(escaped(sheet.table(models)))
                .append("</pre>\n");
        models.forEach((artefact, scores) -> model(page, artefact.manifest(), scores, sheets.get(artefact)));
        page.append("<h2>How it was measured</h2>\n<table>\n");
        fact(page, "Command", command);
        fact(page, "Classifier", sheet.classifierDigest());
        fact(page, "Its accuracy", String.format(Locale.ROOT, "%.4f", sheet.accuracy()));
        fact(page, "Data", sheet.data().digest());
        fact(page, "Seed", String.valueOf(sheet.seed()));
        fact(page, "Runtime", RuntimeFingerprint.current());
        return page.append("</table>\n</body></html>\n").toString();
    }

    private void model(StringBuilder page, Manifest manifest, Scores scores, byte[] png) {
        page.append("<h2>")
                .append(escaped(manifest.model() + " " + manifest.version()))
                .append("</h2>\n<p>Digest <code>")
                .append(escaped(manifest.digest()))
                .append("</code></p>\n<img alt=\"Pictures of each class\" src=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(png))
                .append("\">\n<h3>Label match</h3>\n<table>\n");
        scores.labelMatch()
                .perClass()
                .forEach((name, share) -> page.append(String.format(
                        Locale.ROOT,
                        "<tr><th>%s</th><td>%.1f %%</td><td><div class=\"track\"><div class=\"bar\" style=\"width:%.1f%%\">"
                                + "</div></div></td></tr>%n",
                        escaped(name),
                        100 * share,
                        100 * share)));
        page.append("</table>\n<h3>Asked for (rows) and recognised (columns)</h3>\n<table>\n");
        confusion(
                page,
                List.copyOf(scores.labelMatch().perClass().keySet()),
                scores.labelMatch().confusion());
    }

    private static void confusion(StringBuilder page, List<String> names, int[][] counts) {
        page.append("<tr><th></th>");
        names.forEach(name -> page.append("<th>").append(escaped(name)).append("</th>"));
        page.append("</tr>\n");
        for (int row = 0; row < counts.length; row++) {
            page.append("<tr><th>").append(escaped(names.get(row))).append("</th>");
            long asked = 0;
            for (int count : counts[row]) {
                asked += count;
            }
            for (int count : counts[row]) {
                page.append(String.format(
                        Locale.ROOT,
                        "<td style=\"background:rgba(31,119,180,%.2f)\">%d</td>",
                        0.8 * count / Math.max(1, asked),
                        count));
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static void fact(StringBuilder page, String name, String value) {
        page.append("<tr><th>")
                .append(name)
                .append("</th><td style=\"text-align:left\"><code>")
                .append(escaped(value))
                .append("</code></td></tr>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

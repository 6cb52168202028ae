package dev.atelier.trainer.evaluation.report;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.generator.runtime.RuntimeFingerprint;
import dev.atelier.trainer.evaluation.AttributeMatch;
import dev.atelier.trainer.evaluation.LabelMatch;
import dev.atelier.trainer.evaluation.MultiLabelMatch;
import dev.atelier.trainer.evaluation.Scores;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The evaluation as one HTML file that needs nothing beside it.
 *
 * @param command that made it
 */
public record ReportPage(ScoreSheet sheet, String command) {

    private static final String STYLE = "body{font:15px/1.45 sans-serif;max-width:1000px;margin:2em auto;padding:0 1em;"
            + "color:#222;background:#fff}"
            + "pre{background:#f5f5f5;padding:1em;overflow-x:auto}td,th{padding:3px 8px;text-align:right}"
            + "th:first-child{text-align:left;white-space:nowrap}img{max-width:100%}p{max-width:46em}"
            + ".bar{background:#1f77b4;height:14px}.track{background:#eee;width:400px;position:relative}"
            + ".mark{background:#d62728;width:2px;height:18px;position:absolute;top:-2px}"
            + "td.fact{text-align:left}code{overflow-wrap:anywhere}.confusion td{min-width:3em}"
            + ".pairs{display:flex;flex-wrap:wrap;gap:14px}figure{margin:0;width:230px}"
            + "figure img{width:112px;image-rendering:pixelated;margin-right:2px}figcaption{font-size:12px}";

    /** @param pictures of the same models */
    public String html(Map<Artefact, Scores> models, Map<Artefact, ModelPictures> pictures) {
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
        models.forEach((artefact, scores) -> model(page, artefact.manifest(), scores, pictures.get(artefact)));
        page.append("<h2>How it was measured</h2>\n<table>\n");
        fact(page, "Command", command);
        fact(page, "Classifier", sheet.classifierDigest());
        fact(page, "Its accuracy", String.format(Locale.ROOT, "%.4f", sheet.accuracy()));
        fact(page, "Data", sheet.data().digest());
        fact(page, "Seed", String.valueOf(sheet.seed()));
        fact(page, "Runtime", RuntimeFingerprint.current());
        return page.append("</table>\n</body></html>\n").toString();
    }

    private void model(StringBuilder page, Manifest manifest, Scores scores, ModelPictures pictures) {
        page.append("<h2>")
                .append(escaped(manifest.model() + " " + manifest.version()))
                .append("</h2>\n<p>Digest <code>")
                .append(escaped(manifest.digest()))
                .append("</code></p>\n<img alt=\"Pictures of each class\" src=\"")
                .append(source(pictures.sheet()))
                .append("\">\n<h3>Label match</h3>\n<p>Share of ")
                .append(String.format(Locale.ROOT, "%,d", scores.labelMatch().images()))
                .append(" generated pictures that the classifier recognises as what was asked for (of a value that"
                        + " goes with others: in which it is seen); the red mark is the same of real pictures.</p>\n");
        if (scores.attributes().each().size() > 1) {
            match(page, "Classes", scores.labelMatch(), sheet.real().labelMatch());
        }
        scores.attributes()
                .each()
                .forEach((name, match) -> match(
                        page, name, match, sheet.real().attributes().each().get(name)));
        if (!pictures.closest().isEmpty()) {
            pairs(page, pictures.closest());
        }
    }

    private static void match(StringBuilder page, String name, AttributeMatch match, AttributeMatch real) {
        page.append("<h3>").append(escaped(name)).append("</h3>\n");
        if (match instanceof MultiLabelMatch found) {
            page.append(String.format(
                    "<p>F1 %s, real %s; precision %s, recall %s.</p>%n",
                    percent(found.f1()), percent(real.overall()), percent(found.precision()), percent(found.recall())));
        }
        page.append("<table>\n");
        match.perValue()
                .forEach((value, share) ->
                        bar(page, value, share, real.perValue().get(value)));
        page.append("</table>\n");
        if (match instanceof LabelMatch shares) {
            page.append("<h4>Asked for (rows) and recognised as (columns)</h4>\n");
            confusion(page, shares);
        }
    }

    private static void bar(StringBuilder page, String name, OptionalDouble share, OptionalDouble real) {
        page.append("<tr><th>")
                .append(escaped(name))
                .append("</th><td>")
                .append(percent(share))
                .append("</td><td><div class=\"track\">");
        share.ifPresent(s ->
                page.append(String.format(Locale.ROOT, "<div class=\"bar\" style=\"width:%.1f%%\"></div>", 100 * s)));
        real.ifPresent(r -> page.append(
                String.format(Locale.ROOT, "<div class=\"mark\" style=\"left:calc(%.1f%% - 1px)\"></div>", 100 * r)));
        page.append("</div></td><td>real ").append(percent(real)).append("</td></tr>\n");
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.1f %%", 100 * share.getAsDouble()) : "–";
    }

    private static void confusion(StringBuilder page, LabelMatch match) {
        List<String> names = List.copyOf(match.perValue().keySet());
        int[][] counts = match.confusion();
        page.append("<table class=\"confusion\">\n<tr><th></th>");
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

    private static void pairs(StringBuilder page, List<ClosePair> pairs) {
        page.append("<h3>Generated pictures (left) nearest to a training picture (right)</h3>\n"
                + "<p>The smallest distances in the classifier's features. Alike is not yet copied; what would be"
                + " telling are the same details in both.</p>\n<div class=\"pairs\">\n");
        for (ClosePair pair : pairs) {
            page.append("<figure>")
                    .append(image("generated", pair.generated()))
                    .append(image("training", pair.training()))
                    .append("<figcaption>")
                    .append(escaped(pair.asked()))
                    .append(String.format(
                            Locale.ROOT,
                            " %d, %.2f from<br>",
                            pair.indexes().picture(),
                            pair.indexes().distance()))
                    .append(escaped(pair.label()))
                    .append(" ")
                    .append(pair.indexes().training())
                    .append(" of training</figcaption></figure>\n");
        }
        page.append("</div>\n");
    }

    private static String image(String what, Picture picture) {
        return "<img alt=\"" + what + "\" src=\"" + source(Png.encode(picture, Map.of())) + "\">";
    }

    private static String source(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    private static void fact(StringBuilder page, String name, String value) {
        page.append("<tr><th>")
                .append(name)
                .append("</th><td class=\"fact\"><code>")
                .append(escaped(value))
                .append("</code></td></tr>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

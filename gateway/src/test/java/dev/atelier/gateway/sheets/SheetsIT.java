package dev.atelier.gateway.sheets;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.experiments.Grid;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.testing.WorkerRole;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for all combinations of two attributes, and their sheets. */
class SheetsIT {
    private static final String BLACK_AND_WHITE = "{\"rows\":\"type\",\"columns\":\"colour\"}";

    private final Api api = Installation.sharedGateway().api();
    private final WorkerRole worker = Installation.shared().worker();

    private HttpResponse<String> ask(String grid, String season) {
        return api.post(
                "/v1/generations",
                "{\"model\":\"products\",\"grid\":" + grid + ",\"attributes\":{\"season\":\"" + season
                        + "\"},\"seed\":7}");
    }

    private static String sheet(String job) {
        return "/v1/generations/" + job + "/sheet.png";
    }

    /** A job of all types and colours in winter, fulfilled. */
    private String completed() {
        HttpResponse<String> accepted = ask(BLACK_AND_WHITE, "Winter");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String job = json(accepted).get("id").textValue();
        worker.fulfil(job, 5);
        await().until(() -> api.job(job).get("status").textValue().equals("completed"));
        return job;
    }

    @Test
    void thereIsAPictureForEachCombinationThatTheModelCanMake() {
        JsonNode job = json(ask(BLACK_AND_WHITE, "Winter"));

        assertThat(job.get("count").intValue()).isEqualTo(5);
        assertThat(job.get("grid").toString()).isEqualTo(BLACK_AND_WHITE);
        assertThat(job.get("attributes").toString()).isEqualTo("{\"season\":\"Winter\"}");
        var records = Installation.shared()
                .log()
                .read(Topic.GENERATION_INTERACTIVE, job.get("id").textValue());
        GenerationRequest request = MessageCodec.readRequest(records.get(0).value());
        assertThat(request.schemaVersion()).isEqualTo(GenerationRequest.GRID_VERSION);
        Grid grid = request.experiment().orElseThrow().grid().orElseThrow();
        assertThat(grid.cells()).hasSize(5).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 5))
                .allSatisfy(
                        index -> assertThat(request.ingredients(index).latent()).isEqualTo(new Latent(7, 0)));
    }

    @Test
    void theJobTellsWhatEachPictureShows() {
        JsonNode images = api.job(completed()).get("images");

        assertThat(images.get(1).get("attributes").toString())
                .isEqualTo("{\"colour\":\"White\",\"season\":\"Winter\",\"type\":\"Shirt\"}");
        assertThat(images.get(4).get("attributes").get("type").textValue()).isEqualTo("Bag");
    }

    @Test
    void theSheetOfACompletedJobIsAPictureWithMarks() throws IOException {
        String job = completed();

        HttpResponse<String> response = api.get(sheet(job));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
        BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(api.bytes(sheet(job))));
        assertThat(IntStream.range(0, sheet.getWidth() * sheet.getHeight())
                        .filter(i -> (sheet.getRGB(i % sheet.getWidth(), i / sheet.getWidth()) & 0xffffff) == 0xd55e00)
                        .count())
                .as("pixels of the marks of white shoes and of the legend")
                .isGreaterThan(60);
    }

    @Test
    void aJobThatIsNotCompletedHasNoSheetYet() {
        String job = json(ask(BLACK_AND_WHITE, "Summer")).get("id").textValue();

        JsonNode problem = json(api.get(sheet(job)));

        assertThat(problem.get("status").intValue()).isEqualTo(409);
        assertThat(problem.get("type").textValue()).isEqualTo("/problems/not-completed");
        assertThat(problem.get("detail").textValue()).endsWith("is queued.");
    }

    @Test
    void aJobWithoutAGridHasNoSheet() {
        HttpResponse<String> response = api.get(sheet(api.newJob(1)));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("type").textValue()).isEqualTo("/problems/no-sheet");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"rows\":\"type\",\"columns\":\"color\"} | /grid/columns | did you mean 'colour'",
                "{\"rows\":\"type\",\"columns\":\"season\"} | /attributes/season | must not name one",
                "{\"rows\":\"type\"} | /attributes/colour | 'colour' is missing",
            })
    void aMistakeIsAProblemWithItsPlace(String grid, String pointer, String message) {
        HttpResponse<String> response = ask(grid, "Winter");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        JsonNode problem = json(response);
        assertThat(problem.get("type").textValue()).isEqualTo("/problems/invalid-attributes");
        assertThat(problem.get("errors").get(0).get("pointer").textValue()).isEqualTo(pointer);
        assertThat(problem.get("detail").textValue()).contains(message);
    }
}

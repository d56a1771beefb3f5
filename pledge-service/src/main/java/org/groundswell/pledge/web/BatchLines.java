package org.groundswell.pledge.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Validator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.groundswell.defaults.problem.FieldError;
import org.groundswell.defaults.problem.JsonErrors;
import org.groundswell.defaults.problem.ProblemType;
import org.groundswell.defaults.problem.Problems;
import org.groundswell.pledge.AcceptPledge;
import org.groundswell.pledge.Campaign;
import org.groundswell.pledge.Campaigns;
import org.groundswell.pledge.Channel;
import org.groundswell.pledge.PledgeRefusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a batch's lines, each by itself. */
@Component
class BatchLines {

    /** How long a line may be, as a request with one pledge. */
    static final int MAX_BYTES = 16 * 1024;

    private static final Logger log = LoggerFactory.getLogger(BatchLines.class);

    private static final String KEY = "key";

    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final int TRIES = 100;

    private final Campaigns campaigns;

    private final AcceptPledge acceptPledge;

    private final JsonMapper json;

    private final Validator validator;

    BatchLines(Campaigns campaigns, AcceptPledge acceptPledge, JsonMapper json, Validator validator) {
        this.campaigns = campaigns;
        this.acceptPledge = acceptPledge;
        this.json = json;
        this.validator = validator;
    }

    /** Takes a line; whatever is wrong with it is its outcome, never an exception. */
    CompletableFuture<Outcome> accept(int number, LineReader.Line line, LedCampaigns.Led led, String instance) {
        try {
            return read(line, led).handle((id, failed) -> failed == null
                    ? new Outcome(number, HttpStatus.CREATED.value(), id, null) : refused(number, failed, instance));
        }
        catch (RuntimeException failed) {
            return CompletableFuture.completedFuture(refused(number, failed, instance));
        }
    }

    Outcome tooMany(int number, String instance) {
        return refused(number,
                new Unreadable(HttpStatus.CONTENT_TOO_LARGE,
                        "A batch has at most %,d lines; send the rest in another.".formatted(Batch.MAX_LINES)),
                instance);
    }

    byte[] written(Outcome outcome) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(json.writeValueAsBytes(outcome));
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private CompletableFuture<String> read(LineReader.Line line, LedCampaigns.Led led) {
        if (line.tooLong()) {
            throw new Unreadable(HttpStatus.CONTENT_TOO_LARGE, "A line has at most 16 KB.");
        }
        if (!(json.readTree(textOf(line)) instanceof ObjectNode fields)) {
            throw new Unreadable(HttpStatus.BAD_REQUEST, "The line is no JSON object.");
        }
        var key = fields.remove(KEY);
        var request = json.treeToValue(fields, PledgeRequest.class);
        var errors = errorsOf(request);
        if (key == null || !key.isString() || !key.stringValue().matches(PledgeRequest.KEY)) {
            errors.add(new FieldError(KEY, PledgeRequest.KEY_FORM));
        }
        if (key == null || !errors.isEmpty()) {
            throw new Invalid(errors);
        }
        if (!led.lead().part().covers(request.place())) {
            throw new PledgeRefusal.NotLedThere();
        }
        // As it is now: a batch can take longer than its campaign is open.
        var campaign = campaigns.find(led.slug()).orElseThrow(PledgeRefusal.UnknownCampaign::new);
        return accept(campaign, request, key.stringValue());
    }

    /** A batch can wait for room where a single pledge is turned away. */
    private CompletableFuture<String> accept(Campaign campaign, PledgeRequest request, String key) {
        for (int tries = 1;; tries++) {
            try {
                return acceptPledge.acceptVouchedFor(campaign, request.toSubmission(Channel.PAPER), key)
                    .thenApply(pledge -> pledge.id());
            }
            catch (PledgeRefusal.Overloaded full) {
                if (tries == TRIES) {
                    throw full;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PledgeRefusal.Overloaded();
        }
    }

    private static String textOf(LineReader.Line line) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.bytes())).toString();
        }
        catch (CharacterCodingException notText) {
            throw new Unreadable(HttpStatus.BAD_REQUEST, "The line is not text in UTF-8.");
        }
    }

    private List<FieldError> errorsOf(PledgeRequest request) {
        return new ArrayList<>(validator.validate(request)
            .stream()
            .map(violation -> new FieldError(violation.getPropertyPath().toString(), violation.getMessage()))
            .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
            .toList());
    }

    private static Outcome refused(int number, Throwable failed, String instance) {
        var cause = failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        var problem = problemOf(cause, instance);
        return new Outcome(number, problem.getStatus(), null, problem);
    }

    private static ProblemDetail problemOf(Throwable failed, String instance) {
        return switch (failed) {
            case PledgeRefusal refusal -> Refusals.problem(refusal, instance);
            case Invalid invalid -> Refusals.invalid(invalid.errors, instance);
            case Unreadable unreadable -> Problems.body(ProblemType.of(unreadable.status),
                    String.valueOf(unreadable.getMessage()), instance, List.of());
            case JacksonException malformed when !JsonErrors.of(malformed).isEmpty() ->
                Refusals.invalid(JsonErrors.of(malformed), instance);
            case JacksonException malformed ->
                Problems.body(ProblemType.INVALID_REQUEST, "The line is not well-formed JSON.", instance, List.of());
            case DataAccessException away -> Problems.body(ProblemType.SERVICE_UNAVAILABLE,
                    "We cannot reach our records just now.", instance, List.of());
            default -> {
                log.error("a batch's line failed", failed);
                yield Problems.body(ProblemType.INTERNAL_ERROR, "It has been recorded; please try again later.",
                        instance, List.of());
            }
        };
    }

    /**
     * What became of a line.
     *
     * @param line its number, from 1, blank lines counted
     * @param status what the answer to a request with that pledge would have been
     * @param id the pledge, where it was accepted
     * @param problem why not, where it was not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(int line, int status, @Nullable String id, @Nullable ProblemDetail problem) {

        @JsonIgnore
        boolean isAccepted() {
            return id != null;
        }

    }

    private static final class Invalid extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<FieldError> errors;

        Invalid(List<FieldError> errors) {
            super(null, null, false, false);
            this.errors = errors;
        }

    }

    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;

        Unreadable(HttpStatus status, String detail) {
            super(detail, null, false, false);
            this.status = status;
        }

    }

}

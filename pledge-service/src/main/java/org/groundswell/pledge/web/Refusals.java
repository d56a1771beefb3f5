package org.groundswell.pledge.web;

import java.util.List;
import java.util.stream.Collectors;
import org.groundswell.defaults.problem.FieldError;
import org.groundswell.defaults.problem.ProblemType;
import org.groundswell.defaults.problem.Problems;
import org.groundswell.pledge.PledgeRefusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Which problem each refusal is. */
final class Refusals {

    private static final ProblemType NOT_YET_OPEN = new ProblemType("campaign-not-yet-open", HttpStatus.CONFLICT,
            "Not open yet");

    private static final ProblemType CLOSED = new ProblemType("campaign-closed", HttpStatus.CONFLICT, "Closed");

    private static final ProblemType SUSPENDED = new ProblemType("campaign-suspended", HttpStatus.CONFLICT,
            "Suspended");

    private static final ProblemType KEY_REUSED = new ProblemType("idempotency-key-reused",
            HttpStatus.UNPROCESSABLE_CONTENT, "This key was used for something else");

    private static final ProblemType WITHDRAWN = new ProblemType("pledge-withdrawn", HttpStatus.CONFLICT,
            "This pledge was withdrawn");

    private static final ProblemType ALREADY_PLEDGED = new ProblemType("already-pledged", HttpStatus.CONFLICT,
            "This address has pledged already");

    private Refusals() {
    }

    /**
     * A refusal as a problem's body.
     * @param refusal the refusal
     * @param instance the path that was asked for
     * @return the body
     */
    static ProblemDetail problem(PledgeRefusal refusal, String instance) {
        if (refusal instanceof PledgeRefusal.Unfit unfit) {
            return invalid(
                    unfit.misfits().stream().map(misfit -> new FieldError(misfit.field(), misfit.message())).toList(),
                    instance);
        }
        return Problems.body(typeOf(refusal), String.valueOf(refusal.getMessage()), instance, List.of());
    }

    /**
     * What is wrong with which field, as a problem's body.
     * @param errors at least one
     * @param instance the path that was asked for
     * @return the body
     */
    static ProblemDetail invalid(List<FieldError> errors, String instance) {
        var fields = errors.stream().map(FieldError::field).distinct().collect(Collectors.joining(", "));
        return Problems.body(ProblemType.INVALID_REQUEST, "Please check: " + fields + ".", instance, errors);
    }

    private static ProblemType typeOf(PledgeRefusal refusal) {
        return switch (refusal) {
            case PledgeRefusal.UnknownCampaign unknown -> ProblemType.NOT_FOUND;
            case PledgeRefusal.UnknownPledge unknown -> ProblemType.NOT_FOUND;
            case PledgeRefusal.UnknownConfirmation unknown -> ProblemType.NOT_FOUND;
            case PledgeRefusal.NotYetOpen early -> NOT_YET_OPEN;
            case PledgeRefusal.Closed late -> CLOSED;
            case PledgeRefusal.Suspended suspended -> SUSPENDED;
            case PledgeRefusal.KeyReused reused -> KEY_REUSED;
            case PledgeRefusal.Withdrawn withdrawn -> WITHDRAWN;
            case PledgeRefusal.AlreadyPledged already -> ALREADY_PLEDGED;
            case PledgeRefusal.NoSecret none -> ProblemType.of(HttpStatus.UNAUTHORIZED);
            case PledgeRefusal.WrongSecret wrong -> ProblemType.FORBIDDEN;
            case PledgeRefusal.NotAnOrganiser other -> ProblemType.FORBIDDEN;
            case PledgeRefusal.NotLedThere elsewhere -> ProblemType.FORBIDDEN;
            case PledgeRefusal.Unfit unfit -> ProblemType.INVALID_REQUEST;
            case PledgeRefusal.Overloaded overloaded -> ProblemType.SERVICE_UNAVAILABLE;
        };
    }

}

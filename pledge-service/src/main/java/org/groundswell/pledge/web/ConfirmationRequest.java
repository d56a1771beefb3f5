package org.groundswell.pledge.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** A confirmation as it is sent. */
record ConfirmationRequest(@NotNull(message = "must be given") @Pattern(regexp = "[A-Za-z0-9_-]{1,128}",
        message = "must be taken from the link in the mail") String token) {

    /** Does not tell the token to logs. */
    @Override
    public String toString() {
        return "ConfirmationRequest";
    }

}

package org.groundswell.pledge.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.groundswell.pledge.EmailAddress;
import org.groundswell.pledge.EraseAddress;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How an operator erases a person; not reachable from outside. */
@RestController
class ErasureController {

    private final EraseAddress eraseAddress;

    ErasureController(EraseAddress eraseAddress) {
        this.eraseAddress = eraseAddress;
    }

    @PostMapping("/internal/erasures")
    EraseAddress.Erasure erase(@Valid @RequestBody ErasureRequest request) {
        return eraseAddress.erase(new EmailAddress(request.email()));
    }

    record ErasureRequest(@NotNull(message = "must be given") @EmailAddressForm String email) {

        /** Does not tell the address to logs. */
        @Override
        public String toString() {
            return "ErasureRequest";
        }

    }

}

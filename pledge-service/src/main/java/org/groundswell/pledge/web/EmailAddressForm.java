package org.groundswell.pledge.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Email;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.groundswell.pledge.EmailAddress;
import org.jspecify.annotations.Nullable;

/** Lets through what {@link EmailAddress} takes. */
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
@Email
@ReportAsSingleViolation
@Constraint(validatedBy = EmailAddressForm.Validator.class)
@interface EmailAddressForm {

    String message() default "must be an e-mail address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Tries. */
    final class Validator implements ConstraintValidator<EmailAddressForm, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            try {
                new EmailAddress(text);
                return true;
            }
            catch (EmailAddress.Invalid unfit) {
                return false;
            }
        }

    }

}

/**
 * What the services could not read and put aside, to be looked at and sent again.
 */
@NullMarked
package org.groundswell.local.deadletters;

import org.jspecify.annotations.NullMarked;

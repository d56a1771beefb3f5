/**
 * What services' tests share: backends to run against, contracts to check events by,
 * rules of architecture.
 */
@NullMarked
package org.groundswell.defaults.testing;

import org.jspecify.annotations.NullMarked;

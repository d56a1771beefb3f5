/**
 * What a request's body may be before anything reads meaning into it: short, and text.
 */
@NullMarked
package org.groundswell.defaults.body;

import org.jspecify.annotations.NullMarked;

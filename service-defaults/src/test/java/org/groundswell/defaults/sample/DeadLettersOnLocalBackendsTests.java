package org.groundswell.defaults.sample;

@SampleServiceTest
class DeadLettersOnLocalBackendsTests extends DeadLettersTests {

}

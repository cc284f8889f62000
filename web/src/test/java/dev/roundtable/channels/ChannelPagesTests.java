package dev.roundtable.channels;

import java.net.http.HttpResponse;

import dev.roundtable.Browser;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where somebody says when she is told. */
class ChannelPagesTests extends RoundtableTest {

	@Test
	void hours_of_which_one_is_missing_come_back_as_they_were_typed() {
		Browser fan = registered("halfquiet_fan");
		fan.open("/settings/notifications");
		HttpResponse<String> refused = fan.submit("/settings/notifications/when", "zone", "Asia/Shanghai", "from",
				"22:15", "to", "", "_once", "half");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("id=\"to-error\"", "value=\"22:15\"", "What you are told")
			.containsPattern("value=\"Asia/Shanghai\" selected");
		assertThat(fan.open("/settings/notifications").body()).doesNotContain("22:15", "id=\"to-error\"");
	}

}

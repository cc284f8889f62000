package dev.roundtable.channels;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

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

	@Test
	void of_two_open_forms_the_second_keeps_the_hours_that_the_first_said() {
		Browser fan = registered("two_hours_fan");
		assertThat(fan.open("/settings/notifications").body()).contains("name=\"wasFrom\" value=\"\"",
				"name=\"wasBest\" value=\"true\"");
		when(fan, "quiet", "zone", "UTC", "from", "22:15", "to", "07:00", "best", "true");
		when(fan, "digest", "zone", "Asia/Shanghai", "from", "", "to", "");
		assertThat(fan.open("/settings/notifications").body())
			.contains("name=\"from\" value=\"22:15\"", "name=\"to\" value=\"07:00\"")
			.containsPattern("value=\"Asia/Shanghai\" selected")
			.doesNotContainPattern("name=\"best\" value=\"true\" checked");
	}

	private static void when(Browser fan, String once, String... said) {
		String[] fields = Stream
			.concat(Stream.of(said),
					Stream.of("wasZone", "", "wasFrom", "", "wasTo", "", "wasBest", "true", "_once", once))
			.toArray(String[]::new);
		assertThat(fan.submit("/settings/notifications/when", fields).statusCode()).isEqualTo(302);
	}

}

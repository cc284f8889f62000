package dev.roundtable.indexing;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Without an engine, search says so and says what to do. */
class SearchAwayTests extends RoundtableTest {

	@Test
	void a_program_is_told_in_its_language_to_come_back() {
		HttpResponse<String> answer = browser().with("Accept-Language", "zh-CN").open("/api/v1/search?q=x");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(JsonPath.<String>read(answer.body(), "$.title")).isEqualTo("搜索暂时无法使用");
		assertThat(JsonPath.<String>read(answer.body(), "$.detail")).isEqualTo("内容不会丢失，恢复后就能搜到。请过几秒再试。");
	}

}

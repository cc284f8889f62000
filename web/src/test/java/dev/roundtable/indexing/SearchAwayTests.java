package dev.roundtable.indexing;

import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import dev.roundtable.RoundtableTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Without an engine, search says so and says what to do. */
class SearchAwayTests extends RoundtableTest {

	@Test
	void a_program_that_titles_do_not_answer_is_told_in_its_language_to_come_back() {
		HttpResponse<String> answer = browser().with("Accept-Language", "zh-CN").open("/api/v1/search?q=x&type=task");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(JsonPath.<String>read(answer.body(), "$.title")).isEqualTo("搜索暂时无法使用");
		assertThat(JsonPath.<String>read(answer.body(), "$.detail")).isEqualTo("内容不会丢失，恢复后就能搜到。请过几秒再试。");
	}

	@Test
	void a_program_gets_titles_and_is_told_that_they_are_all() {
		HttpResponse<String> answer = browser().open("/api/v1/search?q=xyzzy");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(JsonPath.<Boolean>read(answer.body(), "$.degraded")).isTrue();
		assertThat(JsonPath.<Integer>read(answer.body(), "$.total")).isZero();
	}

}

package dev.roundtable.tasks.list;

import java.io.IOException;
import java.io.StringWriter;

import dev.roundtable.http.OnceKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import dev.roundtable.tasks.NewTask;
import dev.roundtable.tasks.TaskKind;
import dev.roundtable.tasks.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

@StoreTest
class ListExportsTests {

	/** More than one network may search in a minute. */
	private static final int MANY = 400;

	private final ListExports exports;

	private final ListQueries queries;

	private final Tasks tasks;

	private final World world;

	ListExportsTests(ListExports exports, ListQueries queries, Tasks tasks, World world) {
		this.exports = exports;
		this.queries = queries;
		this.tasks = tasks;
		this.world = world;
	}

	@AfterEach
	void forgetRequest() {
		RequestContextHolder.resetRequestAttributes();
	}

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)" })
	void no_title_is_a_formula(String title) throws IOException {
		this.tasks.open(this.world.lin, NewTask.of(TaskKind.BUG, title, "", this.world.board), OnceKey.NONE);
		assertThat(csv("in:" + this.world.board)).contains(",'" + title + ",");
	}

	@Test
	void the_pages_of_a_file_are_no_searches_of_their_own() throws IOException {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setRemoteAddr("203.0.113.77");
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		for (int i = 0; i < MANY; i++) {
			assertThat(csv("word in:" + this.world.board)).startsWith("\uFEFFnumber,");
		}
	}

	private String csv(String q) throws IOException {
		StringWriter written = new StringWriter();
		this.exports.csv(this.queries.of(q, null), null, written);
		return written.toString();
	}

}

package dev.roundtable.database;

import java.sql.SQLException;
import java.util.List;

import dev.roundtable.http.NoRoom;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class TasksWithoutRoomTests {

	@Test
	void a_full_disk_is_told_of_once_and_in_one_line_however_often_work_fails_for_it(CapturedOutput output)
			throws Exception {
		run(new DataAccessResourceFailureException("no", new NoRoom()), 50);
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), "nearly full")).isEqualTo(1);
		assertThat(output.getAll()).doesNotContain("\tat ");
	}

	@Test
	void what_fails_for_another_reason_is_told_whole_each_time(CapturedOutput output) throws Exception {
		run(new IllegalStateException("something else"), 2);
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), "IllegalStateException: something else"))
			.isEqualTo(2);
		assertThat(output.getAll()).contains("\tat ");
	}

	@Test
	void a_start_that_fails_for_it_says_so_in_words() {
		SQLException unwritten = new SQLException(DataUtils.newMVStoreException(DataUtils.ERROR_WRITING_FAILED, "no"));
		for (SQLException cause : List.of(new NoRoom(), unwritten)) {
			assertThat(new DiskFull().analyze(new IllegalStateException("bean", cause))).isNotNull()
				.extracting(FailureAnalysis::getDescription)
				.asString()
				.contains("disk", "full");
		}
		assertThat(new DiskFull().analyze(new IllegalStateException("bean", new SQLException("other")))).isNull();
	}

	private static void run(RuntimeException failure, int times) throws Exception {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		new TasksWithoutRoom().customize(scheduler);
		scheduler.initialize();
		try {
			for (int i = 0; i < times; i++) {
				scheduler.submit(() -> {
					throw failure;
				}).get();
			}
		}
		finally {
			scheduler.shutdown();
		}
	}

}

package dev.roundtable.stores;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs every test of the class on H2 and on PostgreSQL, against the whole application
 * with its real migrations. The constructor may ask for any of its beans, and for a
 * {@link World}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(OnEachDatabase.class)
@ResourceLock("the databases of OnEachDatabase")
public @interface StoreTest {

}

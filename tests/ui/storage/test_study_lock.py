"""The lock of an open study: one window holds it, another is warned, a folder that cannot be written has none."""

from xc_gis.ui.storage.study_lock import StudyLock


def test_a_study_is_locked_until_it_is_released(tmp_path):
    study = tmp_path / "s.toml"
    held = StudyLock.take(study)
    assert held.handle is not None
    assert StudyLock.take(study) is None
    other = StudyLock.take(tmp_path / "other.toml")
    assert other is not None
    other.release()
    held.release()
    again = StudyLock.take(study)
    assert again is not None
    again.release()
    again.release()
    assert not held.path.exists()


def test_where_no_lock_can_be_kept_the_study_opens_all_the_same(tmp_path):
    lock = StudyLock.take(tmp_path / "missing" / "s.toml")
    assert (lock is not None, lock.handle) == (True, None)
    lock.release()
